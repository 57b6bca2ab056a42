"""The phrases WhatsApp itself writes, in the languages we could check; what they mean is decided in `kinds`.

Sources: the public exports in the shared samples (nl, en, de, fr, es, it, ru, id, hi) and the program's own translations.
"""

from __future__ import annotations


def _list(phrases: str) -> tuple[str, ...]:
    return tuple(phrases.split("|"))


DELETED = _list(
    "This message was deleted|You deleted this message|Dit bericht is verwijderd|Je hebt dit bericht verwijderd"
    "|U hebt dit bericht verwijderd|U heeft dit bericht verwijderd|Diese Nachricht wurde gelöscht"
    "|Du hast diese Nachricht gelöscht|Sie haben diese Nachricht gelöscht|Ce message a été supprimé"
    "|Vous avez supprimé ce message|Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje"
    "|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Mensagem apagada|Esta mensagem foi apagada"
    "|Você apagou esta mensagem|Данное сообщение удалено|Вы удалили данное сообщение|Pesan ini dihapus"
    "|Anda menghapus pesan ini|Bu mesaj silindi|Bu mesajı sildiniz|Ta wiadomość została usunięta"
    "|Usunięto tę wiadomość|تم حذف هذه الرسالة|यह मैसेज डिलीट कर दिया गया है|आपने यह मैसेज डिलीट किया"
)

EDITED = _list(
    "This message was edited|Dit bericht is bewerkt|Diese Nachricht wurde bearbeitet|Ce message a été modifié"
    "|Se editó este mensaje|Questo messaggio è stato modificato|Mensagem editada|Bu mesaj düzenlendi"
    "|Ta wiadomość została edytowana|Pesan ini diedit|Данное сообщение изменено|تم تعديل هذه الرسالة"
)

MISSED = _list(
    "Missed voice call|Missed video call|Missed group voice call|Missed group video call|Gemiste spraakoproep"
    "|Gemiste video-oproep|Gemiste groepsspraakoproep|Gemiste groepsvideo-oproep|Gemiste oproep"
    "|Verpasster Sprachanruf|Verpasster Videoanruf|Verpasster Gruppensprachanruf|Verpasster Gruppenvideoanruf"
    "|Appel vocal manqué|Appel vidéo manqué|Llamada perdida|Videollamada perdida|Llamada de voz perdida"
    "|Chiamata persa|Chiamata vocale persa|Videochiamata persa|Chamada de voz perdida|Chamada de vídeo perdida"
    "|Ligação de voz perdida|Ligação de vídeo perdida|Пропущенный аудиозвонок|Пропущенный видеозвонок"
    "|Cevapsız sesli arama|Cevapsız görüntülü arama|Nieodebrane połączenie głosowe|Nieodebrane połączenie wideo"
    "|Panggilan suara tak terjawab|Panggilan video tak terjawab|مكالمة صوتية فائتة|مكالمة فيديو فائتة"
)
CALL_BACK = _list("Tap to call back|Tik om terug te bellen|Tippe, um zurückzurufen|Tippen zum Zurückrufen")
CALLED = _list("Voice call|Video call|Spraakoproep|Video-oproep|Sprachanruf|Videoanruf|Appel vocal|Appel vidéo")
UNANSWERED = _list("No answer|Geen gehoor|Geen antwoord|Keine Antwort|Pas de réponse")

OMITTED = _list(
    "omitted|weggelaten|weggelassen|ausgelassen|ausgeschlossen|absente|absent|omis|omise|omises|manquante|manquant|omessa"
    "|omesso|omessi|non incluso|non inclusa|omitido|omitida|omitidos|omitidas|oculto|oculta|отсутствует|не добавлен"
    "|Без медиафайлов|dahil edilmedi|pominięto|tidak disertakan|छोड़ा गया|छो\u095cा गया|हटाई गई|हटाई गयी|تم استبعاد"
)
THINGS = _list(
    "image|video|audio|sticker|document|GIF|Contact card|video note|afbeelding|Contactkaart|videonotitie|Bild|Video|Audio"
    "|Sticker|Dokument|Kontaktkarte"
)
ATTACHED = _list(
    "file attached|bestand bijgevoegd|Datei angehängt|fichier joint|archivo adjunto|file allegato|arquivo anexado"
    "|ficheiro anexado|файл добавлен|dosya ekli|plik załączony|file terlampir|ملف مرفق|फ़ाइल संलग्न"
)
ATTACHED_MARK = _list(
    "attached|bijgevoegd|Anhang|angehängt|pièce jointe|adjunto|allegato|anexado|прикреплено|ekli|załącznik|terlampir|مرفق"
)
NAMED = _list("PHOTO|VIDEO|AUDIO|GIF|STICKER|DOCUMENT")

# A notice is a pattern that begins with plain words; ~ is a name, § the invitation to learn more.
NOTICES = (
    (
        "Messages and calls are end-to-end encrypted\\. (?:No one outside of this chat, not even WhatsApp, can read or "
        "listen to them|Only people in this chat can read, listen to, or share them)\\.§"
    ),
    "Messages (?:you send )?to this (?:group|chat)(?: and calls)? are now secured with end-to-end encryption\\.§",
    "Your security code with ~ changed\\.§",
    "This business uses a secure service from Meta to manage this chat\\.§",
    (
        "Berichten en oproepen (?:zijn|worden) end-to-end versleuteld\\. (?:Niemand buiten deze chat kan ze lezen of "
        "beluisteren, zelfs WhatsApp niet|Alleen mensen in deze chat kunnen ze lezen, beluisteren of delen)\\.§"
    ),
    "De beveiligingscode met ~ is gewijzigd\\.§",
    "Je beveiligingscode met ~ is gewijzigd\\.§",
    "Uw beveiligingscode met ~ is gewijzigd\\.§",
    (
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt\\. (?:Niemand außerhalb dieses Chats kann sie lesen oder "
        "anhören, nicht einmal WhatsApp|Nur Personen in diesem Chat können sie lesen, anhören oder teilen)\\.§"
    ),
    "Deine Sicherheitsnummer für ~ hat sich geändert\\.§",
    (
        "Les messages et les appels sont chiffrés de bout en bout\\. Aucun tiers, pas même WhatsApp, ne peut les lire ou "
        "les écouter\\.§"
    ),
    (
        "Los mensajes y las llamadas están cifrados de extremo a extremo\\. Nadie fuera de este chat, ni siquiera "
        "WhatsApp, puede leerlos ni escucharlos\\.§"
    ),
    (
        "I messaggi e le chiamate sono crittografati end-to-end\\. Nessuno al di fuori di questa chat, nemmeno WhatsApp, "
        "può leggerne o ascoltarne il contenuto\\.§"
    ),
    (
        "Pesan dan panggilan terenkripsi secara end-to-end\\. Tidak seorang pun di luar chat ini, termasuk WhatsApp, yang "
        "dapat membaca atau mendengarkannya\\.§"
    ),
    (
        "Сообщения и звонки защищены сквозным шифрованием\\. Третьи лица, включая WhatsApp, не[ \u00a0]могут прочитать "
        "ваши сообщения или прослушать звонки\\.§"
    ),
    "मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं\\. इस चैट में शामिल लोगों के अलावा कोई भी इन्हें पढ़ या सुन नहीं सकता, WhatsApp भी नहीं\\.§",
)
LEARN_MORE = _list(
    "Tap to learn more|Click to learn more|Tap for more info|Tik om meer informatie te lezen|Tik voor meer informatie"
    "|Tippe, um mehr zu erfahren|Appuyez pour en savoir plus|Toca para obtener más información|Tocca per saperne di più"
)
# These count only behind the mark with which iOS begins its own words, because a person might type them.
MARKED_NOTICES = (
    "You (?:blocked|unblocked) this contact\\.?§",
    "~ changed their phone number to a new number\\.?§",
    "~ (?:created this group|left)",
    "~ (?:added|removed) ~",
    "~ joined using (?:this group's|an?) (?:invite )?link\\.?§",
    "~ changed (?:this group's icon|the (?:subject|group name) to “~”)",
    "~ turned (?:on|off) disappearing messages\\.",
    "Je hebt dit contact (?:geblokkeerd|gedeblokkeerd)\\.?§",
    "~ heeft de groep (?:gemaakt|aangemaakt|verlaten)",
    "~ heeft ~ (?:toegevoegd|verwijderd)",
    "~ heeft de groepsafbeelding gewijzigd",
    "~ hat (?:die Gruppe (?:erstellt|verlassen)|~ hinzugefügt)",
)
# In a line without a sender these stand before a colon, and are no name.
NOT_A_NAME = _list(
    "changed the subject|changed the group|changed this group|created group|heeft het onderwerp|heeft de groepsnaam"
    "|heeft de groepsbeschrijving|hat den Betreff|hat den Gruppennamen|hat die Gruppenbeschreibung"
)
