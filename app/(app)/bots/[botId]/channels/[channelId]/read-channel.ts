import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { getServerCaller } from "@/server/trpc/caller";

/** The channel of the address; the "not found" page where the workspace has none with this id. */
export async function readChannel(channelId: string) {
  const caller = await getServerCaller();
  try {
    return await caller.channels.get({ channelId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return notFound();
    throw error;
  }
}
