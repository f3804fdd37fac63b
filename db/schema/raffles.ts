import { sql } from "drizzle-orm";
import { check, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PrizeStock, RaffleTexts } from "../../server/schemas/raffle.ts";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** A prize draw that customers take part in by a step of an action. */
export const raffles = pgTable(
  "raffles",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** The probability from 0 to 1 that an entry wins one of the prizes. */
    winChance: doublePrecision("win_chance").notNull(),
    opensAt: instant("opens_at"),
    closesAt: instant("closes_at"),
    texts: jsonb().$type<RaffleTexts>().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("raffles_workspace").on(t.workspaceId, t.name),
    check("raffles_chance", sql`${t.winChance} between 0 and 1`),
  ],
);

/** `won` only rises, by draws; `quantity` is changed by people. The rest of them is the stock. */
export const rafflePrizes = pgTable(
  "raffle_prizes",
  {
    id: text().primaryKey(),
    raffleId: text("raffle_id")
      .notNull()
      .references(() => raffles.id, { onDelete: "cascade" }),
    name: text().notNull(),
    quantity: integer().notNull(),
    won: integer().notNull().default(0),
    position: integer().notNull(),
  },
  (t) => [
    index("raffle_prizes_raffle").on(t.raffleId, t.position),
    check("raffle_prizes_stock", sql`${t.won} between 0 and ${t.quantity}`),
  ],
);

/** The log of all draws. A trigger refuses changes, so that it can be audited (migration `raffles_and_polls`). */
export const raffleEntries = pgTable(
  "raffle_entries",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    raffleId: text("raffle_id")
      .notNull()
      .references(() => raffles.id, { onDelete: "cascade" }),
    /** The phone in E.164, or the channel and the customer's id in it. */
    entrant: text().notNull(),
    /** The conversation of a test chat, whose entries use no stock and are apart; empty for a real entry. */
    testConversationId: text("test_conversation_id").notNull().default(""),
    /** Kept when the conversation is deleted. */
    conversationId: text("conversation_id").notNull(),
    /** The execution of the step: repeated after a crash, it finds its own entry. */
    callId: text("call_id").notNull(),
    /** From 0 to below 1. With the chance and the stock before, it gives the result again (server/raffles/pick-prize.ts). */
    random: doublePrecision().notNull(),
    winChance: doublePrecision("win_chance").notNull(),
    stockBefore: jsonb("stock_before").$type<PrizeStock[]>().notNull(),
    /** Null if the entry did not win. */
    prizeId: text("prize_id"),
    prizeName: text("prize_name"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("raffle_entries_entrant").on(t.raffleId, t.testConversationId, t.entrant),
    uniqueIndex("raffle_entries_call").on(t.callId),
    index("raffle_entries_raffle").on(t.raffleId, t.id),
  ],
);
