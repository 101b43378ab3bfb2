"""Languages are told apart well enough that English is read and nothing else."""

from __future__ import annotations

import pytest

from kg.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre a dit que la rencontre avec les rebelles est suspendue pour des raisons de sécurité.", "fr"),
        ("Der Minister sagte, dass die Gespräche mit den Rebellen auf unbestimmte Zeit ausgesetzt sind und nicht weitergehen.", "de"),
        ("El ministro dijo que las conversaciones con los rebeldes se suspenden por una semana en la capital del país.", "es"),
        ("Bakan, isyancılarla görüşmelerin bir hafta için ertelendiğini ve bu kararın çok önemli olduğunu söyledi.", "tr"),
        ("Министр заявил, что переговоры приостановлены.", "ru"),
        ("وقال الوزير إن المحادثات معلقة.", "ar"),
        ("部长说，会谈暂停一周。", "zh"),
        ("대변인은 회담이 중단되었다고 말했다.", "ko"),
        ("The minister said that talks with the rebels were suspended for a week.", "en"),
        ("Talks stall", "en"),
        ("", "en"),
        # names of a language's places and people do not make a text one of it
        ("La Paz, Santa Cruz and El Alto joined the strike that the Central Obrera called, said Luis de la Torre of Los Andes.", "en"),
        # nor do English words that another language has, too
        ("Defence Minister Kari Moe met Bo Lund in Oslo today.", "en"),
        ("No talks: Niger generals do as Mali did, her envoy told Rome.", "en"),
        ("De minister zei dat hij niet naar de hoofdstad van het land wil gaan voor een nieuw gesprek.", "nl"),
        ("O ministro disse que as conversas com os rebeldes foram suspensas por uma semana na capital.", "pt"),
        ("Minister powiedział, że rozmowy z rebeliantami zostały zawieszone na tydzień i nie będą wznowione w stolicy.", "pl"),
        ("Ministrul a spus că discuțiile cu rebelii sunt suspendate pentru o săptămână și nu vor fi reluate în capitală.", "ro"),
        ("Ministern sade att samtalen med rebellerna är inställda och att de inte ska fortsätta för en vecka.", "sv"),
        ("Il ministro ha detto che i colloqui con i ribelli sono sospesi e che non si sa quando la pace sarà possibile.", "it"),
        ("Xi Jinping (习近平) met Abdel Fattah el-Sisi (عبد الفتاح السيسي) in Cairo on Monday, officials of both sides said.", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language
