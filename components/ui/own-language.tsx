"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useBrowserValue } from "./use-browser-value";

const OwnLanguage = createContext<string | null>(null);

/** Sets the language (ISO 639-1) that the user reads; null: the browser's. */
export function OwnLanguageProvider({ language, children }: { language: string | null; children: ReactNode }) {
  return <OwnLanguage value={language}>{children}</OwnLanguage>;
}

/** The language that the user reads; null on the server, if the account does not tell it. */
export function useOwnLanguage(): string | null {
  const chosen = useContext(OwnLanguage);
  const ofBrowser = useBrowserValue<string | null>(browserLanguage, null);
  return chosen ?? ofBrowser;
}

function browserLanguage(): string {
  return navigator.language.split("-", 1)[0]?.toLowerCase() ?? "en";
}
