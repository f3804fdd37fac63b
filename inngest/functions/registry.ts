import { answerMessage } from "./answer-message";
import { deliverConversation } from "./deliver-conversation";
import { runAction } from "./run-action";
import { sweep } from "./sweep";

/** Every durable function, as /api/inngest serves them. */
export const functions = [answerMessage, runAction, deliverConversation, sweep];
