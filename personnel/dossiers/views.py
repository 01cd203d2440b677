"""The page of the dossier grid: read by whoever sees the units, typed by their editors."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from personnel.keeping.recording import Refused
from personnel.scope import viewer

from .boards import Board, board_at, boards_of, period_of
from .grid import Grid, years
from .saving import ChangedMeanwhile, save_grid


def dossiers(request: HttpRequest) -> HttpResponse:
    """Show or save the grid of a board and year."""
    year = _year(request)
    boards = boards_of(viewer(request), year, timezone.localdate())
    board = _board(request, boards, year)
    context: dict[str, Any] = {"years": years(timezone.localdate()), "year": year, "boards": boards}
    if request.method == "POST":
        if board is None or not board.is_editable_by(viewer(request)):
            raise Http404("Tài khoản này không nhập số liệu của các đơn vị này.")
        return _save(request, Grid(board, year, request.POST), context)
    if board is None:
        return render(request, "personnel/dossiers/grid.html", context)
    return _page(request, Grid(board, year), context)


def _save(request: HttpRequest, grid: Grid, context: dict[str, Any]) -> HttpResponse:
    if not grid.is_valid():
        return _page(request, grid, context, status=422, wrong=grid.wrong)
    try:
        count = save_grid(grid, by=viewer(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        return _page(request, grid.anew(), context, status=409, meanwhile=changed.lines)
    except Refused as refused:
        return _page(request, grid, context, status=409, refused=str(refused))
    said = f"Đã lưu số liệu của {count} đơn vị." if count else "Không có số liệu nào thay đổi."
    messages.success(request, said)
    query = urlencode({"year": str(grid.year), "unit": grid.board.address})
    return redirect(f"{reverse('dossiers')}?{query}")


def _page(
    request: HttpRequest, grid: Grid, context: dict[str, Any], status: int = 200, **more: Any
) -> HttpResponse:
    editable = grid.board.is_editable_by(viewer(request))
    context |= {"grid": grid, "editable": editable, **more}
    return render(request, "personnel/dossiers/grid.html", context, status=status)


def _year(request: HttpRequest) -> int:
    """Return the year asked for, this year without one; raises BadRequest."""
    offered = {str(year): year for year in years(timezone.localdate())}
    text = request.GET.get("year") or next(iter(offered))
    if text not in offered:
        raise BadRequest(f"Năm “{text}” không có số liệu. Chọn năm từ {min(offered)} trở đi.")
    return offered[text]


def _board(request: HttpRequest, boards: list[Board], year: int) -> Board | None:
    """Return the board asked for, the first without one; None when there is none at all."""
    # Addresses of earlier ask for a district.
    address = request.GET.get("unit") or request.GET.get("district")
    if not address:
        return boards[0] if boards else None
    _, last = period_of(year, timezone.localdate())
    board = board_at(address, boards, viewer(request), last)
    if board is None:
        raise Http404(
            f"Không có đơn vị mang mã “{address}” trong phạm vi được xem của tài khoản này."
        )
    return board
