import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import type { EmbeddingSetting } from "../../server/schemas/knowledge/embedding-setting.ts";
import { bytea, createdAt, instant } from "./columns.ts";

export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id in PHC format; null for users who sign in only through GitHub or Google. */
    passwordHash: text("password_hash"),
    /** When the user opened a link that was sent to the address; null: the address is not confirmed. */
    emailConfirmedAt: instant("email_confirmed_at"),
    /** Changes with each new photo, as a part of its address; null: no photo. */
    photoId: text("photo_id"),
    /** The language (ISO 639-1) that customers' messages are translated into; null: the browser's. */
    language: text(),
    /** IANA name; null: the browser's. */
    timeZone: text("time_zone"),
    theme: text({ enum: ["system", "light", "dark"] })
      .notNull()
      .default("system"),
    /** The secret of the authenticator app, sealed; null: no two-factor sign-in was begun. */
    totpSecretSealed: text("totp_secret_sealed"),
    /** When a first code confirmed the secret; null: two-factor sign-in is off. */
    totpConfirmedAt: instant("totp_confirmed_at"),
    /** The time step of the last accepted code: a code is accepted once (RFC 6238 §5.2). */
    totpLastStep: integer("totp_last_step"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email").on(sql`lower(${t.email})`),
    uniqueIndex("users_photo")
      .on(t.photoId)
      .where(sql`${t.photoId} is not null`),
  ],
);

/** A user's sign-in at GitHub or Google. */
export const oauthAccounts = pgTable(
  "oauth_accounts",
  {
    provider: text().notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
);

/** A signed-in device. Its cookie contains the row's id and is valid as long as the row exists. */
export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: instant("expires_at").notNull(),
    /** The browser's user agent and the client's address at sign-in; null: signed in before they were recorded. */
    userAgent: text("user_agent"),
    address: text(),
    /** To the minute. */
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** The photos of users, at most 256 × 256 pixels. */
export const userPhotos = pgTable("user_photos", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  type: text({ enum: ["image/jpeg", "image/png", "image/webp"] }).notNull(),
  bytes: bytea().notNull(),
});

/** Links that are sent to a user by e-mail and work once. */
export const accountTokens = pgTable(
  "account_tokens",
  {
    /** The SHA-256 of the link's token. */
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text({ enum: ["reset_password", "change_email", "confirm_email"] }).notNull(),
    /** The address that a change of e-mail leads to. */
    email: text(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("account_tokens_user").on(t.userId, t.purpose)],
);

/** One-time codes that replace the authenticator app; a used one is deleted. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

/** What happened to an account's sign-in, for its owner. */
export const accountEvents = pgTable(
  "account_events",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({
      enum: [
        "signed_in_on_new_device",
        "signed_out_everywhere",
        "password_changed",
        "password_reset",
        "email_change_begun",
        "email_changed",
        "two_factor_on",
        "two_factor_off",
        "recovery_codes_renewed",
        "recovery_code_used",
      ],
    }).notNull(),
    /** The browser's user agent and the client's address; null: not known. */
    userAgent: text("user_agent"),
    address: text(),
    createdAt: createdAt(),
  },
  (t) => [index("account_events_user").on(t.userId, t.createdAt), index("account_events_created").on(t.createdAt)],
);

export const workspaces = pgTable("workspaces", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Which member gets a conversation that is handed off to people: nobody, each in turn, or the one with the fewest. */
  assignment: text({ enum: ["off", "round_robin", "by_load"] })
    .notNull()
    .default("off"),
  /** Since when events are recorded: since its first endpoint or API key was created. Null: none are. */
  eventsSince: instant("events_since"),
  /** How long events and the logs of deliveries are kept. */
  logDays: integer("log_days").notNull().default(30),
  /** When a member put the guide for the first steps away; null: it is shown until all of them are done. */
  guideHiddenAt: instant("guide_hidden_at"),
  /** The roles that do not see customers' phone numbers and e-mail addresses. */
  contactsHiddenFrom: text("contacts_hidden_from", { enum: ["viewer", "operator", "editor"] })
    .array()
    .notNull()
    .default(sql`'{}'`),
  /** When the workspace is deleted with its data; until then the owner can undo it. Null: it is not to be deleted. */
  deleteAt: instant("delete_at"),
  /** The embedding model of knowledge search; null: search compares words only. */
  embeddingModel: jsonb("embedding_model").$type<EmbeddingSetting>(),
  createdAt: createdAt(),
});

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["owner", "admin", "editor", "operator", "viewer"] }).notNull(),
    /** When the member last got a conversation automatically. */
    lastAssignedAt: instant("last_assigned_at"),
    /** The bots and channels whose conversations an operator or viewer sees; null: all. */
    botIds: text("bot_ids").array(),
    channelIds: text("channel_ids").array(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index("memberships_user").on(t.userId)],
);

/** Invitations to a workspace: by e-mail to one person, or by a link. */
export const invitations = pgTable(
  "invitations",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** Null: whoever has the link may accept it, once. */
    email: text(),
    role: text({ enum: ["admin", "editor", "operator", "viewer"] }).notNull(),
    /** The limits of the membership that it becomes. */
    botIds: text("bot_ids").array(),
    channelIds: text("channel_ids").array(),
    /** The SHA-256 of the link's token. */
    tokenHash: text("token_hash").notNull(),
    invitedBy: text("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    acceptedAt: instant("accepted_at"),
    acceptedBy: text("accepted_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("invitations_token").on(t.tokenHash),
    index("invitations_workspace").on(t.workspaceId, t.createdAt),
  ],
);

/** Fixed windows: a row counts the hits of one key in one window. */
export const rateLimitWindows = pgTable(
  "rate_limit_windows",
  {
    key: text().notNull(),
    windowStart: timestamp("window_start", { withTimezone: true }).notNull(),
    hits: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] }), index("rate_limit_windows_start").on(t.windowStart)],
);
