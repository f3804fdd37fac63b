import type { ServiceContext } from "@/server/service-context";
import type { EventActor } from "./change-conversation";

/** Who the events of a conversation name for what the caller does. */
export function actorOf({ actor }: ServiceContext): EventActor {
  return actor.type === "user" ? { actor: "user", userId: actor.userId } : { actor: "system" };
}
