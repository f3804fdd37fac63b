import { TRPCError } from "@trpc/server";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { getServerCaller } from "@/server/trpc/caller";

/**
 * The signed-in user and the workspace, or null; read once per request. A user who is not a member of the workspace
 * gets app/forbidden.tsx.
 */
export const currentSession = cache(async () => {
  const caller = await getServerCaller();
  try {
    return await caller.accounts.me();
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") return null;
    if (error.code === "FORBIDDEN") forbidden();
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
