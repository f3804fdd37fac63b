import { notFound } from "next/navigation";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** The channel of the address; the "not found" page where the workspace has none with this id. */
export async function readChannel(channelId: string) {
  const caller = await getServerCaller();
  return (await foundOrNull(caller.channels.get({ channelId }))) ?? notFound();
}
