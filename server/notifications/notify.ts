import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { announcement } from "@/db/live";
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
  /** A single line. */
  title: string;
  body: string;
  /** The conversation that it is about, if any. */
  conversationId?: string | null;
  botId?: string | null;
  /** The channel that it is about, if it is not about a conversation. */
  channelId?: string | null;
  /** Identifies its source, such as `run-<id>`, so that a repeated notification is stored once. */
  sourceKey?: string;
}

/** The maximum lengths of a title and a body, which may contain texts of customers and models. */
const [LONGEST_TITLE, LONGEST_BODY] = [200, 2000];

/**
 * Notifies the people of a workspace: on their open pages immediately, and by e-mail and webhook through the outbox.
 * @param on The transaction of the reported change, or the database.
 * @returns the events to dispatch after the commit, so that e-mails are sent immediately. Otherwise the sweep sends them
 * within a minute.
 */
export async function notify(on: Executor, notification: NewNotification): Promise<OutboxEvent[]> {
  const { title, body, workspaceId } = notification;
  const id = newId("notification");
  const event = {
    name: "notification/created",
    data: { workspaceId, notificationId: id },
  } satisfies NewEvent;
  const stored = on.$with("stored").as(
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
  // One statement, so that a repeated notification creates no event and is announced once.
  const events = await on
    .with(stored)
    .insert(outbox)
    .select(
      on
        .select({
          id: sql<string>`${newId("event")}`.as("event_id"),
          name: sql<string>`${event.name}`.as("name"),
          data: sql<Record<string, unknown>>`${JSON.stringify(event.data)}::jsonb`.as("data"),
          createdAt: sql<Date>`now()`.as("created_at"),
        })
        .from(stored),
    )
    .returning({
      id: outbox.id,
      name: outbox.name,
      data: outbox.data,
      announced: announcement("notification", sql`${id}::text`, workspaceId),
    });
  return events.map((created) => ({ id: created.id, name: created.name, data: created.data }));
}

function shortened(text: string, longest: number): string {
  return excerpt(storableText(text.trim()), longest);
}
