import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getServerCaller } from "@/server/trpc/caller";

/** A table as pages hand it to the browser, asked once per request; one that is not there is a missing page. */
export const readTable = cache(async (tableId: string) => {
  const caller = await getServerCaller();
  try {
    const { createdAt, updatedAt, ...table } = await caller.tables.get({ tableId });
    return { ...table, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return notFound();
    throw error;
  }
});
