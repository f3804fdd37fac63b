"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { useOwnLanguage } from "@/components/ui/own-language";
import { TranslationFailure } from "../../composer/translation/translation-failure";
import { languageName } from "@/server/text/language-name";

interface TranslationProps {
  messageId: string;
  /** The language of the message; null if it is not sure. */
  language: string | null;
}

/** Offers to translate a message in a language other than the employee's browser, and shows the translation. */
export function Translation({ messageId, language }: TranslationProps) {
  const trpc = useTRPC();
  const own = useOwnLanguage();
  const { mutate, data, error, isPending } = useMutation(trpc.inbox.translate.mutationOptions());
  if (language === null || own === null || language === own) return null;
  return (
    <div className="grid max-w-prose min-w-0 justify-items-start gap-1">
      {data ? (
        <p dir="auto" lang={own} className="text-13 leading-5 wrap-anywhere whitespace-pre-wrap text-muted-foreground">
          <span className="sr-only">Translation: </span>
          {data.text}
        </p>
      ) : (
        <Button
          variant="link"
          className="text-12"
          pending={isPending}
          onClick={() => mutate({ messageId, language: own })}
        >
          Translate from {languageName(language, own)}
        </Button>
      )}
      {error && <TranslationFailure reason={messageOf(error)} />}
    </div>
  );
}
