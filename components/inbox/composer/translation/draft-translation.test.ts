import { describe, expect, it } from "vitest";
import { emptyDraft } from "../draft-store";
import { asNote, nextDraft, translating, withoutTranslation, withTranslation } from "./draft-translation";

const { files: _, ...empty } = emptyDraft;
const typed = { ...empty, text: "It left today.", isTranslated: true };
const translated = withTranslation(typed, "Es ging heute weg.");

describe("A draft with a translation", () => {
  it("has the translation as its text and keeps what was typed", () => {
    expect(translated).toMatchObject({ text: "Es ging heute weg.", writtenText: "It left today." });
  });

  it("keeps what was typed first if it is translated again", () => {
    expect(withTranslation(translated, "Heute abgeschickt.")).toMatchObject({ writtenText: "It left today." });
  });

  it("gives back what was typed, also after the translation was edited", () => {
    expect(withoutTranslation({ ...translated, text: "Edited" })).toEqual(typed);
  });

  it("is the typed text again if it becomes a note or if translation is turned off", () => {
    expect(asNote(translated, true)).toEqual({ ...typed, isNote: true });
    expect(translating(translated, false)).toEqual({ ...typed, isTranslated: false });
  });

  it("is followed by an empty draft whose messages are translated too", () => {
    expect(nextDraft(translated)).toEqual({ ...empty, isTranslated: true });
  });
});

describe("A draft without a translation", () => {
  it("is not changed by taking the translation back", () => {
    expect(withoutTranslation(typed)).toEqual(typed);
    expect(translating({ ...typed, isTranslated: false }, true)).toEqual(typed);
  });
});
