import { customType, index, integer, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { modelProviders } from "./bots.ts";
import { createdAt, instant } from "./columns.ts";
import { messages } from "./conversations.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A file that came with a message or is sent in one. */
export const files = pgTable(
  "files",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Found in the bytes, not in what the sender says. */
    mimeType: text("mime_type").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    storage: text({ enum: ["postgres", "s3"] }).notNull(),
    /** The action's step that fetched it, as `<run>-<position>`: kept once, however often the step is repeated. */
    stepCallId: text("step_call_id"),
    /** Null when another storage has them. */
    bytes: bytea(),
    /** Of a recording, where its container tells. */
    durationSeconds: real("duration_seconds"),
    /** What is said in a recording, once a transcription model has heard it. */
    transcript: text(),
    transcribedAt: instant("transcribed_at"),
    /** Why the last try to hear it failed. */
    transcriptionError: text("transcription_error"),
    createdAt: createdAt(),
  },
  (t) => [
    index("files_workspace").on(t.workspaceId, t.createdAt),
    uniqueIndex("files_step_call").on(t.workspaceId, t.stepCallId),
  ],
);

/** The files that a message carries, in order from 0. */
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

/** The model that hears a workspace's voice messages; without a row they stay unheard. */
export const transcriptionModels = pgTable("transcription_models", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  providerId: text("provider_id")
    .notNull()
    .references(() => modelProviders.id, { onDelete: "cascade" }),
  modelId: text("model_id").notNull(),
});
