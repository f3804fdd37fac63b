import { timestamp } from "drizzle-orm/pg-core";

/** When the row was written, by the database's clock. */
export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

/** An instant that may not have come yet. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });
