import { router, workspaceProcedure } from "@/server/trpc/init";
import { clearContext } from "@/server/inbox/clear-context";
import { closeConversation, reopenConversation } from "@/server/inbox/close-conversation";
import { inboxFacets } from "@/server/inbox/facets";
import { getInboxConversation } from "@/server/inbox/get-conversation";
import { pauseConversation, resumeConversation } from "@/server/conversations/answering/take-back-by-member";
import { listInbox } from "@/server/inbox/list-inbox";
import { markRead } from "@/server/inbox/mark-read";
import { addNote, deleteNote } from "@/server/inbox/notes";
import {
  addNoteInput,
  deleteNoteInput,
  inConversation,
  listInput,
  markReadInput,
  pauseInput,
  resumeInput,
  sendAgainInput,
  setVariablesInput,
  switchBotInput,
  tagInput,
  threadInput,
  viewInput,
  writeInput,
} from "@/server/inbox/schema";
import { sendAgain } from "@/server/inbox/send-again";
import { setInboxVariables } from "@/server/inbox/set-variables";
import { switchInboxBot } from "@/server/inbox/switch-bot";
import { addTag, removeTag } from "@/server/inbox/tags";
import { getThread } from "@/server/inbox/thread";
import { viewConversation } from "@/server/inbox/view-conversation";
import { writeMessage } from "@/server/inbox/write-message";

export const inboxRouter = router({
  list: workspaceProcedure.input(listInput).query(({ ctx, input }) => listInbox(ctx.service, input)),
  facets: workspaceProcedure.query(({ ctx }) => inboxFacets(ctx.service)),
  get: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => getInboxConversation(ctx.service, input.conversationId)),
  thread: workspaceProcedure.input(threadInput).query(({ ctx, input }) => getThread(ctx.service, input)),
  write: workspaceProcedure.input(writeInput).mutation(({ ctx, input }) => writeMessage(ctx.service, input)),
  takeOver: workspaceProcedure
    .input(inConversation)
    .mutation(({ ctx, input }) => pauseConversation(ctx.service, { ...input, reason: "" })),
  giveBack: workspaceProcedure.input(resumeInput).mutation(({ ctx, input }) => resumeConversation(ctx.service, input)),
  pause: workspaceProcedure.input(pauseInput).mutation(({ ctx, input }) => pauseConversation(ctx.service, input)),
  resume: workspaceProcedure.input(resumeInput).mutation(({ ctx, input }) => resumeConversation(ctx.service, input)),
  close: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => closeConversation(ctx.service, input)),
  reopen: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => reopenConversation(ctx.service, input)),
  clearContext: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => clearContext(ctx.service, input)),
  addTag: workspaceProcedure.input(tagInput).mutation(({ ctx, input }) => addTag(ctx.service, input)),
  removeTag: workspaceProcedure.input(tagInput).mutation(({ ctx, input }) => removeTag(ctx.service, input)),
  addNote: workspaceProcedure.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx.service, input)),
  deleteNote: workspaceProcedure.input(deleteNoteInput).mutation(({ ctx, input }) => deleteNote(ctx.service, input)),
  setVariables: workspaceProcedure
    .input(setVariablesInput)
    .mutation(({ ctx, input }) => setInboxVariables(ctx.service, input)),
  switchBot: workspaceProcedure.input(switchBotInput).mutation(({ ctx, input }) => switchInboxBot(ctx.service, input)),
  markRead: workspaceProcedure.input(markReadInput).mutation(({ ctx, input }) => markRead(ctx.service, input)),
  sendAgain: workspaceProcedure.input(sendAgainInput).mutation(({ ctx, input }) => sendAgain(ctx.service, input)),
  view: workspaceProcedure.input(viewInput).mutation(({ ctx, input }) => viewConversation(ctx.service, input)),
});
