import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { getServerCaller } from "@/server/trpc/caller";

/** Read once per request. */
const readSession = cache(async () => {
  const caller = await getServerCaller();
  try {
    return { session: await caller.accounts.me(), isForbidden: false };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") return { session: null, isForbidden: false };
    if (error.code === "FORBIDDEN") return { session: null, isForbidden: true };
    throw error;
  }
});

/**
 * The signed-in user and the workspace, or null. A user who is not a member of the workspace gets app/forbidden.tsx.
 */
export async function currentSession() {
  const { session, isForbidden } = await readSession();
  if (isForbidden) forbidden();
  return session;
}

/**
 * Who is signed in; anybody else goes to the sign-in page. Every page below (app) awaits it before it asks for anything:
 * a page is rendered at the same time as its layout, so the layout's check alone does not keep it from running.
 */
export async function requireSession() {
  return (await currentSession()) ?? redirect("/sign-in");
}

const NO_ACCESS: Metadata = { title: { absolute: "No access · Parley", template: "No access · Parley" } };

/**
 * The title in place of all titles below, for a user who is not a member of the workspace; else null. Next.js gives the
 * page that app/forbidden.tsx draws the title of the page that was asked for, and a title that throws `forbidden()`
 * that of app/not-found.tsx.
 */
export async function noAccessTitle(): Promise<Metadata | null> {
  return (await readSession()).isForbidden ? NO_ACCESS : null;
}
