import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "@/server/accounts/sessions/return-path";
import { requestedPath } from "@/server/http/requested-path";
import { getServerCaller } from "@/server/trpc/caller";

/** Fetched once per request. */
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
 * The signed-in user; others are redirected to the sign-in page, which leads back to the requested page. Every page below (app) must await it first: a page is
 * rendered at the same time as its layout, so the layout's check does not keep it from running.
 */
export async function requireSession() {
  return (await currentSession()) ?? redirect(signInPath(await requestedPath()));
}

/**
 * The same for a page that shows the customers of all bots: a member who is limited to some bots gets
 * app/(app)/forbidden.tsx.
 */
export async function requireSessionForAllBots() {
  const session = await requireSession();
  if (session.isLimited) forbidden();
  return session;
}

const NO_ACCESS: Metadata = { title: { absolute: "No access · Parley", template: "No access · Parley" } };

/**
 * Overrides the titles of all pages below for a user who is not a member of the workspace; otherwise null. Next.js
 * would show app/forbidden.tsx with the title of the requested page, and a title function that throws `forbidden()`
 * gets the title of app/not-found.tsx.
 */
export async function noAccessTitle(): Promise<Metadata | null> {
  return (await readSession()).isForbidden ? NO_ACCESS : null;
}
