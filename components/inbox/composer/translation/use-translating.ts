import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { useOwnLanguage } from "@/components/ui/own-language";
import { languageName } from "@/server/text/language-name";
import type { useDraft } from "../use-draft";
import { withoutTranslation, withTranslation, translating } from "./draft-translation";

interface TranslatingOptions {
  box: RefObject<HTMLTextAreaElement | null>;
  conversationId: string;
  draft: ReturnType<typeof useDraft>;
  /** Null if it is not known. */
  customerLanguage: string | null;
}

export type Translating = ReturnType<typeof useTranslating>;

/** Translates what was typed into the customer's language, and puts the translation into the text box for review. */
export function useTranslating({ box, conversationId, draft, customerLanguage }: TranslatingOptions) {
  const trpc = useTRPC();
  const own = useOwnLanguage();
  const { mutate, reset, error, isPending } = useMutation(trpc.inbox.translateReply.mutationOptions());
  const { text, writtenText, isNote, isTranslated, change } = draft;
  const language = own !== null && customerLanguage !== own && !isNote ? customerLanguage : null;
  const isOn = language !== null && isTranslated;

  function translate() {
    if (language === null) return;
    const input = { conversationId, text, language };
    // Not called if the conversation was left or the translation turned off meanwhile.
    const onSuccess = (translation: { text: string }) => {
      change((typed) => withTranslation(typed, translation.text));
      box.current?.focus();
    };
    mutate(input, { onSuccess });
  }

  return {
    /** The customer's language in the words of the employee; null if nothing is to be translated. */
    languageName: language === null ? null : languageName(language, own ?? "en"),
    isOn,
    /** The text is translated before it can be sent. */
    isNext: isOn && writtenText === null && text.trim() !== "",
    isPending,
    failure: error ? messageOf(error) : null,
    translate,
    setOn(next: boolean) {
      reset();
      change((typed) => translating(typed, next));
    },
    takeBack() {
      reset();
      change(withoutTranslation);
      box.current?.focus();
    },
    /** Ignores the answer to a running request. */
    cancel: reset,
  };
}
