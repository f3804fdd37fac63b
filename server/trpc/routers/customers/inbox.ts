import { assignByMember } from "@/server/conversations/answering/assign-by-member";
import { handOffByMember } from "@/server/conversations/answering/hand-off-by-member";
import { assignInput, handOffInput, switchBotInput, takeBackInput } from "@/server/conversations/answering/schema";
import { switchBotByMember } from "@/server/conversations/answering/switch-bot-by-member";
import { takeBackByMember } from "@/server/conversations/answering/take-back-by-member";
import { adminProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import { getAssignment, setAssignment } from "@/server/inbox/assignment";
import { changeMany } from "@/server/inbox/change-many";
import { clearContext } from "@/server/inbox/clear-context";
import { closeConversation, reopenConversation } from "@/server/inbox/close-conversation";
import { inboxCounts } from "@/server/inbox/list/counts";
import { inboxFacets } from "@/server/inbox/list/facets";
import { getInboxConversation } from "@/server/inbox/thread/get-conversation";
import { listInbox } from "@/server/inbox/list/list-inbox";
import { markRead } from "@/server/inbox/mark-read";
import { addNote, deleteNote } from "@/server/inbox/notes";
import {
  addNoteInput,
  assignmentInput,
  changeManyInput,
  deleteNoteInput,
  inConversation,
  listInput,
  markReadInput,
  sendAgainInput,
  setVariablesInput,
  snoozeInput,
  tagInput,
  threadInput,
  translateInput,
  translateReplyInput,
  viewInput,
  writeInput,
} from "@/server/inbox/schema";
import { sendAgain } from "@/server/inbox/thread/send-again";
import { snoozeConversation, unsnoozeConversation } from "@/server/inbox/snooze";
import { cancelReminder } from "@/server/inbox/reminders/cancel-reminder";
import { setInboxVariables } from "@/server/inbox/set-variables";
import { addTag, removeTag } from "@/server/inbox/tags";
import { getThread } from "@/server/inbox/thread/thread";
import { translateMessage } from "@/server/inbox/translation/translate-message";
import { translateReply } from "@/server/inbox/translation/translate-reply";
import { viewConversation } from "@/server/inbox/live/view-conversation";
import { writeMessage } from "@/server/inbox/thread/write-message";

export const inboxRouter = router({
  list: workspaceProcedure.input(listInput).query(({ ctx, input }) => listInbox(ctx.service, input)),
  facets: workspaceProcedure.query(({ ctx }) => inboxFacets(ctx.service)),
  counts: workspaceProcedure.query(({ ctx }) => inboxCounts(ctx.service)),
  get: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => getInboxConversation(ctx.service, input.conversationId)),
  thread: workspaceProcedure.input(threadInput).query(({ ctx, input }) => getThread(ctx.service, input)),
  translate: workspaceProcedure
    .input(translateInput)
    .mutation(({ ctx, input }) => translateMessage(ctx.service, input)),
  translateReply: workspaceProcedure
    .input(translateReplyInput)
    .mutation(({ ctx, input }) => translateReply(ctx.service, input)),
  write: workspaceProcedure.input(writeInput).mutation(({ ctx, input }) => writeMessage(ctx.service, input)),
  handOff: workspaceProcedure.input(handOffInput).mutation(({ ctx, input }) => handOffByMember(ctx.service, input)),
  takeBack: workspaceProcedure.input(takeBackInput).mutation(({ ctx, input }) => takeBackByMember(ctx.service, input)),
  close: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => closeConversation(ctx.service, input)),
  reopen: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => reopenConversation(ctx.service, input)),
  assign: workspaceProcedure.input(assignInput).mutation(({ ctx, input }) => assignByMember(ctx.service, input)),
  snooze: workspaceProcedure.input(snoozeInput).mutation(({ ctx, input }) => snoozeConversation(ctx.service, input)),
  unsnooze: workspaceProcedure
    .input(inConversation)
    .mutation(({ ctx, input }) => unsnoozeConversation(ctx.service, input)),
  cancelReminder: workspaceProcedure
    .input(inConversation)
    .mutation(({ ctx, input }) => cancelReminder(ctx.service, input)),
  changeMany: workspaceProcedure.input(changeManyInput).mutation(({ ctx, input }) => changeMany(ctx.service, input)),
  assignment: workspaceProcedure.query(({ ctx }) => getAssignment(ctx.service)),
  setAssignment: adminProcedure.input(assignmentInput).mutation(({ ctx, input }) => setAssignment(ctx.service, input)),
  clearContext: workspaceProcedure.input(inConversation).mutation(({ ctx, input }) => clearContext(ctx.service, input)),
  addTag: workspaceProcedure.input(tagInput).mutation(({ ctx, input }) => addTag(ctx.service, input)),
  removeTag: workspaceProcedure.input(tagInput).mutation(({ ctx, input }) => removeTag(ctx.service, input)),
  addNote: workspaceProcedure.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx.service, input)),
  deleteNote: workspaceProcedure.input(deleteNoteInput).mutation(({ ctx, input }) => deleteNote(ctx.service, input)),
  setVariables: workspaceProcedure
    .input(setVariablesInput)
    .mutation(({ ctx, input }) => setInboxVariables(ctx.service, input)),
  switchBot: workspaceProcedure
    .input(switchBotInput)
    .mutation(({ ctx, input }) => switchBotByMember(ctx.service, input)),
  markRead: workspaceProcedure.input(markReadInput).mutation(({ ctx, input }) => markRead(ctx.service, input)),
  sendAgain: workspaceProcedure.input(sendAgainInput).mutation(({ ctx, input }) => sendAgain(ctx.service, input)),
  view: workspaceProcedure.input(viewInput).mutation(({ ctx, input }) => viewConversation(ctx.service, input)),
});
