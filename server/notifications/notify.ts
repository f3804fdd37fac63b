import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import { outbox } from "@/db/schema/outbox";
import { storableText } from "@/server/text/storable-text";
import { newId } from "@/server/ids";
import type { NewEvent } from "@/server/outbox/event-catalogue";
import { firstCheck } from "@/server/outbox/check-time";
import type { OutboxEvent } from "@/server/outbox/outbox";
import type { NotificationKind } from "@/server/schemas/notification-kinds";
import { excerpt } from "@/server/text/excerpt";

export interface NewNotification {
  workspaceId: string;
  kind: NotificationKind;
  /** One line. */
  title: string;
  body: string;
  /** Where it happened, when it was in a conversation. */
  conversationId?: string | null;
  botId?: string | null;
  /** The channel that it is about, when it is about no conversation. */
  channelId?: string | null;
  /** Names what it tells of, such as `run-<id>`, where the same might be told again: it is told once. */
  sourceKey?: string;
}

/** Letters that a notification's title and its body keep of what a customer or a model wrote. */
const [LONGEST_TITLE, LONGEST_BODY] = [200, 2000];

/**
 * Tells the people of a workspace something: behind the bell at once, and by e-mail and webhook through the outbox.
 * @param on The transaction of the change that it tells of, or the database.
 * @returns what to dispatch after commit, so that mails leave at once; without that, the sweep sends it within a minute.
 */
export async function notify(on: Executor, notification: NewNotification): Promise<OutboxEvent[]> {
  const { title, body, workspaceId } = notification;
  const id = newId("notification");
  const event = {
    name: "notification/created",
    data: { workspaceId, notificationId: id },
  } satisfies NewEvent;
  const told = on.$with("told").as(
    on
      .insert(notifications)
      .values({
        ...notification,
        id,
        title: shortened(title, LONGEST_TITLE),
        body: shortened(body, LONGEST_BODY),
        checkAt: firstCheck,
      })
      .onConflictDoNothing()
      .returning({ id: notifications.id }),
  );
  // One statement: what was told before owes nothing.
  return on
    .with(told)
    .insert(outbox)
    .select(
      on
        .select({
          id: sql<string>`${newId("event")}`.as("event_id"),
          name: sql<string>`${event.name}`.as("name"),
          data: sql<Record<string, unknown>>`${JSON.stringify(event.data)}::jsonb`.as("data"),
          createdAt: sql<Date>`now()`.as("created_at"),
        })
        .from(told),
    )
    .returning({ id: outbox.id, name: outbox.name, data: outbox.data });
}

function shortened(text: string, longest: number): string {
  return excerpt(storableText(text.trim()), longest);
}
