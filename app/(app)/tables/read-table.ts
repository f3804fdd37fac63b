import { notFound } from "next/navigation";
import { cache } from "react";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** A table as pages hand it to the browser, asked once per request; one that is not there is a missing page. */
export const readTable = cache(async (tableId: string) => {
  const caller = await getServerCaller();
  const found = await foundOrNull(caller.tables.get({ tableId }));
  const { createdAt, updatedAt, ...table } = found ?? notFound();
  return { ...table, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
});
