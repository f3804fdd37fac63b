import { TRPCError } from "@trpc/server";

/** The result, or null if the workspace has nothing with that id. */
export async function foundOrNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
