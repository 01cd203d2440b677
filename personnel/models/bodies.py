"""The bodies of a commune in which some of its titles are held, since 01/07/2025."""

from __future__ import annotations

from django.db import models


class Body(models.TextChoices):
    """Those below the People's Committee first, then those of the Party (Quy định 328-QĐ/TW,
    Nghị định 150/2025/NĐ-CP).
    """

    OFFICE = "office", "Văn phòng HĐND và UBND"
    ECONOMY = "economy", "Phòng Kinh tế"
    INFRASTRUCTURE = "infrastructure", "Phòng Kinh tế, Hạ tầng và Đô thị"
    CULTURE = "culture", "Phòng Văn hóa - Xã hội"
    SERVICE_CENTRE = "service", "Trung tâm Phục vụ hành chính công"
    PARTY_BUILDING = "building", "Ban Xây dựng Đảng"
    PARTY_OFFICE = "party_office", "Văn phòng Đảng ủy"
    INSPECTION = "inspection", "Ủy ban Kiểm tra Đảng ủy"
