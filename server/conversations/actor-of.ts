import type { ServiceContext } from "@/server/service-context";
import type { EventActor } from "./change-conversation";

/** The actor that conversation events record for the caller's changes. */
export function actorOf({ actor }: ServiceContext): EventActor {
  return actor.type === "user" ? { actor: "user", userId: actor.userId } : { actor: "system" };
}
