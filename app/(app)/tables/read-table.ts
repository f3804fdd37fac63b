import { notFound } from "next/navigation";
import { cache } from "react";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** A table for the browser, fetched once per request; shows the "not found" page if there is none with this id. */
export const readTable = cache(async (tableId: string) => {
  const caller = await getServerCaller();
  const found = await foundOrNull(caller.tables.get({ tableId }));
  const { createdAt, updatedAt, ...table } = found ?? notFound();
  return { ...table, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
});
