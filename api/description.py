"""The description of the API as OpenAPI 3.1, made of the types of its operations."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja.openapi.schema import REF_TEMPLATE

from reports.problems import CONTENT_TYPE

from .asking import nothing_asked
from .main import api
from .words import Problem

__all__ = ["api", "described"]
PREFIX = "api/v1/"
# What any operation may answer instead.
INSTEAD = {
    400: "Yêu cầu đọc được mà không tính được.",
    401: "Không có mã truy cập, mã sai, hết hạn hoặc đã thu hồi.",
    404: "Không có, hoặc ngoài phạm vi của mã truy cập.",
    422: "Tham số không đọc được.",
    429: "Quá nhiều yêu cầu; xem Retry-After.",
    503: "Cơ sở dữ liệu tạm thời không dùng được; xem Retry-After.",
}
NOT_FOR_IT = {403: "Mã truy cập không được đọc danh sách nhân sự."}
CSV = ".csv"


@api.get(
    "/openapi.json",
    url_name="api-description",
    summary="Mô tả API theo OpenAPI 3.1",
    response=dict[str, Any],
    tags=["description"],
)
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the description."""
    nothing_asked(request)
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@cache
def described() -> dict[str, Any]:
    """Return the description: what each operation takes, answers, and answers instead."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    for path, methods in found["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    return found


def _complete(path: str, operation: dict[str, Any]) -> None:
    instead = INSTEAD | (NOT_FOR_IT if path.endswith("/people") else {})
    schema = {"$ref": REF_TEMPLATE.format(model="Problem")}
    operation["responses"] |= {
        str(status): {"description": said, "content": {CONTENT_TYPE: {"schema": schema}}}
        for status, said in instead.items()
    }
    if path.endswith(CSV):
        told = operation["responses"][200]
        told["content"] = {"text/csv": {"schema": {"type": "string"}}}
