import type { inferRouterOutputs } from "@trpc/server";
import type { NotificationKind } from "@/server/schemas/notification-kinds";
import type { AppRouter } from "@/server/trpc/root";

export type NotificationSettings = inferRouterOutputs<AppRouter>["notifications"]["settings"];

/** The kinds of notifications, most urgent first. */
export const kindTexts: readonly { kind: NotificationKind; label: string; hint: string }[] = [
  {
    kind: "person_called",
    label: "A customer needs a person",
    hint: "A bot has handed its conversation over to people.",
  },
  { kind: "undelivered", label: "A message was not delivered", hint: "Every attempt at a channel's webhook failed." },
  {
    kind: "webhook_failing",
    label: "A webhook fails",
    hint: "Five attempts in a row at a channel's webhook failed, or an endpoint of events has failed for days.",
  },
  { kind: "limit_reached", label: "A limit is reached", hint: "A bot has stopped answering because of a limit." },
  { kind: "action_called", label: "An action was called", hint: "For actions that notify people of each call." },
];
