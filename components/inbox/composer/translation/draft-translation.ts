import type { Draft } from "../draft-store";

/** A draft without its files. */
export type Typed = Omit<Draft, "files">;

/** Puts a translation into the text box for review, and keeps what was typed. */
export function withTranslation(typed: Typed, translation: string): Typed {
  return { ...typed, text: translation, writtenText: typed.writtenText ?? typed.text };
}

/** Puts back into the text box what was typed before it was translated. */
export function withoutTranslation(typed: Typed): Typed {
  return { ...typed, text: typed.writtenText ?? typed.text, writtenText: null };
}

/** Makes a draft a note or a message again. Colleagues get what was typed: notes are not translated. */
export function asNote(typed: Typed, isNote: boolean): Typed {
  return { ...(isNote ? withoutTranslation(typed) : typed), isNote };
}

/** Turns the translation of messages on, or off, which takes back a translation that was not sent. */
export function translating(typed: Typed, isTranslated: boolean): Typed {
  return { ...(isTranslated ? typed : withoutTranslation(typed)), isTranslated };
}

/** The next message of the same kind, with nothing typed yet. */
export function nextDraft(typed: Typed): Typed {
  return { ...typed, text: "", writtenText: null };
}
