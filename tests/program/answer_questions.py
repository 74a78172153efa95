"""Answers the questions of a mailbox as mail programs do, with Python's own library.

    answer_questions.py QUESTIONS.mbox REPLIES.mbox

Prints `address answer` for each reply, and writes the first half of the replies beside as
half-REPLIES.mbox. Each reply is made of the words of a person and of what their program adds.
"""

import html
import mailbox
import sys
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime, timedelta, timezone

WORDS = [
    ("Yes, we met. Lovely chat!", "yes"),
    ("No, couldn't find a time", "no"),
    ("Not yet", "not yet"),
    ("Do, wnaethon ni gwrdd", None),
    ("Ja, wir haben uns getroffen", "yes"),
    ("Oui, on s'est vus", "yes"),
    ("Sí, nos vimos", "yes"),
    ("Let me check with her and get back to you", None),
]
ATTRIBUTION = "On Fri, 15 May 2026 at 09:00, Ada Penhale <coffee@north.example> wrote:"


def quoted(text):
    return "".join(f"> {line}\n" for line in text.splitlines())


def gmail(reply, words, question):
    reply.set_content(f"{words}\n\n{ATTRIBUTION}\n\n{quoted(question)}", cte="quoted-printable")
    reply.add_alternative(
        f'<div dir="ltr">{html.escape(words)}</div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">{html.escape(ATTRIBUTION)}<br></div><blockquote class="gmail_quote">'
        f'<pre>{html.escape(question)}</pre></blockquote></div>', subtype="html")


def outlook(reply, words, question):
    reply.set_content(
        f'<html><body><div>{html.escape(words)}</div><div id="appendonsend"></div><hr>'
        f'<div id="divRplyFwdMsg"><b>From:</b> Ada Penhale &lt;coffee@north.example&gt;<br>'
        f'<b>Sent:</b> 15 May 2026 09:00<br><b>Subject:</b> x</div><div><pre>'
        f'{html.escape(question)}</pre></div></body></html>', subtype="html", cte="base64")


def classic_outlook(reply, words, question):
    reply.set_content(
        f"{words}\n\n-----Original Message-----\nFrom: Ada Penhale <coffee@north.example>\n"
        f"Sent: 15 May 2026 09:00\nTo: x\nSubject: y\n\n{question}", charset="iso-8859-1",
        cte="quoted-printable")


def apple(reply, words, question):
    reply.set_content(f"{words}\n\nSent from my iPhone\n\n> On 15 May 2026, at 09:00, Ada Penhale "
                      f"<coffee@north.example> wrote:\n>\n{quoted(question)}", cte="base64")


def thunderbird(reply, words, question):
    reply.set_content(f"{words}\n\nOn 15/05/2026 09:00, Ada Penhale wrote:\n{quoted(question)}",
                      params={"format": "flowed"})


PROGRAMS = [gmail, outlook, classic_outlook, apple, thunderbird]


def main(asked, into):
    box, half = mailbox.mbox(into), mailbox.mbox("half-" + into)
    questions = list(mailbox.mbox(asked))
    for number, question in enumerate(questions):
        text = question.get_payload(decode=True).decode(question.get_content_charset() or "ascii")
        words, answer = WORDS[number % len(WORDS)]
        reply = EmailMessage()
        reply["From"] = question["To"]
        reply["To"] = question["From"]
        reply["Subject"] = f"Re: {' '.join(question['Subject'].split())}"
        when = datetime(2026, 5, 20, 10, tzinfo=timezone.utc) + timedelta(minutes=number)
        reply["Date"] = format_datetime(when)
        reply["Message-ID"] = f"<reply-{number}@mail.example>"
        reply["In-Reply-To"] = question["Message-ID"]
        PROGRAMS[number % len(PROGRAMS)](reply, words, text)
        box.add(reply)
        if number < len(questions) // 2:
            half.add(reply)
        print(question["To"].split("<")[-1].rstrip(">"), answer or "-")
    box.flush()
    half.flush()


main(*sys.argv[1:])
