import type { TurnEnd } from "@/server/channels/web/chat-stream";
import type { RequestError } from "../request.ts";
import type { Outgoing } from "./outgoing.ts";

/** How a conversation reaches its server. The widget and the test chat differ only in this. */
export interface Transport {
  /** Makes the next message possible. @returns False if the visitor has to do something first. */
  prepare(): Promise<boolean>;
  /**
   * Sends a message. The server has stored it when the response begins, which streams the answer.
   * @throws RequestError
   */
  post(message: Outgoing, signal: AbortSignal): Promise<Response>;
  /** What the visitor reads about a failure; null stands for a stream that was cut. */
  textOf(error: RequestError | null): string;
  /** Keeps the messages that were not sent for a later page. */
  keep?(unsent: readonly Outgoing[]): void;
  onStored?(message: Outgoing): void;
  onAnswered?(end: TurnEnd | null, askedId: string): void;
}
