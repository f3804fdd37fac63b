import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getServerCaller } from "@/server/trpc/caller";

/** Who is signed in and in which workspace, or null; asked once per request. */
export const currentSession = cache(async () => {
  const caller = await getServerCaller();
  try {
    return await caller.accounts.me();
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") return null;
    throw error;
  }
});

/**
 * Who is signed in; anybody else goes to the sign-in page. Every page below (app) awaits it before it asks for anything:
 * a page is rendered at the same time as its layout, so the layout's check alone does not keep it from running.
 */
export async function requireSession() {
  return (await currentSession()) ?? redirect("/sign-in");
}
