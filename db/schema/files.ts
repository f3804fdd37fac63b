import { index, integer, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { modelProviders } from "./bots.ts";
import { bytea, createdAt, instant } from "./columns.ts";
import { messages } from "./conversations.ts";

/** A file that was received with a message or is sent in one. */
export const files = pgTable(
  "files",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Detected from the bytes, not taken from the sender. */
    mimeType: text("mime_type").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    storage: text({ enum: ["postgres", "s3"] }).notNull(),
    /** The action's step that fetched it, as `<run>-<position>`: stored once, however often the step is repeated. */
    stepCallId: text("step_call_id"),
    /** Null if the bytes are in another storage. */
    bytes: bytea(),
    /** For a recording, if its container has the duration. */
    durationSeconds: real("duration_seconds"),
    /** The text of a recording, after a transcription model has processed it. */
    transcript: text(),
    transcribedAt: instant("transcribed_at"),
    /** Why the last transcription failed. */
    transcriptionError: text("transcription_error"),
    createdAt: createdAt(),
  },
  (t) => [
    index("files_workspace").on(t.workspaceId, t.createdAt),
    uniqueIndex("files_step_call").on(t.workspaceId, t.stepCallId),
  ],
);

/** The files of a message, in order from 0. */
export const messageFiles = pgTable(
  "message_files",
  {
    messageId: text("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    fileId: text("file_id")
      .notNull()
      .references(() => files.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.position] }), index("message_files_file").on(t.fileId)],
);

/** The model that transcribes a workspace's voice messages; without a row they are not transcribed. */
export const transcriptionModels = pgTable("transcription_models", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  providerId: text("provider_id")
    .notNull()
    .references(() => modelProviders.id, { onDelete: "cascade" }),
  modelId: text("model_id").notNull(),
});
