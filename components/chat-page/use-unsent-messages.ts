"use client";

import { useMemo, useSyncExternalStore } from "react";
import { tabStorage } from "@/components/chat/tab-storage";
import { createUnsentMessages } from "./unsent-messages";

/** The visitor's unconfirmed messages. This tab keeps them across page loads, if storage is allowed. */
export function useUnsentMessages(token: string) {
  const unsent = useMemo(
    // The first part of a token names the channel and the visitor; the rest is a secret.
    () => createUnsentMessages(token === "" ? null : tabStorage(), `parley-unsent:${token.split(".", 1)[0]}`),
    [token],
  );
  const failed = useSyncExternalStore(unsent.subscribe, unsent.failed, withoutBrowser);
  return { unsent, failed };
}

const none: ReturnType<ReturnType<typeof createUnsentMessages>["failed"]> = [];
const withoutBrowser = () => none;
