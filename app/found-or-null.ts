import { TRPCError } from "@trpc/server";

/** What was asked for, or null where the workspace has nothing of that id. */
export async function foundOrNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
