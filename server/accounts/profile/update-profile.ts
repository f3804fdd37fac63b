import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import type { ProfileInput, Theme } from "./profile-input";

/** Changes what a user's account shows, and how it shows things to the user. */
export async function updateProfile(userId: string, input: ProfileInput): Promise<void> {
  await db.update(users).set(input).where(eq(users.id, userId));
}

/** Chooses the theme of a user's pages on all devices. */
export async function setTheme(userId: string, theme: Theme): Promise<void> {
  await db.update(users).set({ theme }).where(eq(users.id, userId));
}
