import { notFound } from "next/navigation";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** The channel in the address; shows the "not found" page if the workspace has no channel with this id. */
export async function readChannel(channelId: string) {
  const caller = await getServerCaller();
  return (await foundOrNull(caller.channels.get({ channelId }))) ?? notFound();
}
