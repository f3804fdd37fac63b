import { answerLateResult } from "./turns/answer-late-result";
import { answerMessage } from "./turns/answer-message";
import { answerSilence } from "./turns/answer-silence";
import { askBot } from "./turns/ask-bot";
import { deliverConversation } from "./deliver-conversation";
import { deliverEvents } from "./deliver-events";
import { embedKnowledge } from "./embed-knowledge";
import { importTable } from "./import-table";
import { purgeUnusedFiles } from "./purge-files";
import { readSource, refreshKnowledge } from "./read-source";
import { refreshStatistics } from "./refresh-statistics";
import { refreshLinkedTable, refreshTables } from "./refresh-tables";
import { purgeOldEvents } from "./purge-old-events";
import { replayEvents } from "./replay-events";
import { resumeAction } from "./resume-action";
import { retryWebhookCall } from "./retry-webhook-call";
import { runAction } from "./run-action";
import { sendEmail } from "./send-email";
import { sendNotification } from "./send-notification";
import { sendTranscript } from "./send-transcript";
import { sweep } from "./sweep";
import { trainDraftPhrases } from "./train-phrases";

/** All durable functions, as served by /api/inngest. */
export const functions = [
  answerMessage,
  answerLateResult,
  answerSilence,
  runAction,
  resumeAction,
  askBot,
  deliverConversation,
  deliverEvents,
  replayEvents,
  purgeOldEvents,
  importTable,
  refreshTables,
  refreshLinkedTable,
  readSource,
  refreshKnowledge,
  refreshStatistics,
  embedKnowledge,
  purgeUnusedFiles,
  sendEmail,
  sendNotification,
  sendTranscript,
  retryWebhookCall,
  trainDraftPhrases,
  sweep,
];
