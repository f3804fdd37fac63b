"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { useIsLeading } from "@/components/live/live-provider";
import { placeOf, subjectOf } from "../notification-subject";
import { type NotificationItem, useFollowNotifications, useNotificationPage } from "../use-notifications";
import { readAlertChoices } from "./alert-choices";
import { playAlertSound } from "./alert-sound";
import { showDesktop } from "./desktop-notification";
import { newCalls } from "./new-calls";
import { useTitleCount } from "./use-title-count";

/**
 * Alerts the user when a customer needs a person: by the tab's title and, as chosen for this browser, by a sound and a
 * notification of the system. Renders nothing; once in every signed-in page.
 */
export function NotificationAlerts() {
  const router = useRouter();
  const isLeading = useIsLeading();
  const { data: page } = useNotificationPage();
  useFollowNotifications();
  useTitleCount(page?.unseen ?? 0);
  const before = useRef<readonly NotificationItem[] | null>(null);
  const alert = useEffectEvent((calls: readonly NotificationItem[]) => {
    // Every tab gets the news, but one of them tells the user.
    if (calls.length > 0 && isLeading()) ring(calls, (href) => router.push(href));
  });
  useEffect(() => {
    if (!page) return;
    alert(newCalls(before.current, page.items));
    before.current = page.items;
  }, [page]);
  return null;
}

function ring(calls: readonly NotificationItem[], open: (href: string) => void): void {
  const { sound, desktop } = readAlertChoices();
  if (sound) playAlertSound().catch((error: unknown) => console.warn("The alert could not be played:", error));
  if (!desktop) return;
  for (const call of calls) {
    const body = [subjectOf(call), call.body].filter((line) => line !== "").join("\n");
    showDesktop({ title: call.title, body, tag: call.id, onClick: () => open(placeOf(call) ?? "/inbox") });
  }
}
