import { createSavedReply } from "@/server/inbox/saved-replies/create-saved-reply";
import { deleteSavedReply } from "@/server/inbox/saved-replies/delete-saved-reply";
import { listSavedReplies } from "@/server/inbox/saved-replies/list-saved-replies";
import { deleteSavedReplyInput, savedReplyTexts, updateSavedReplyInput } from "@/server/inbox/saved-replies/schema";
import { updateSavedReply } from "@/server/inbox/saved-replies/update-saved-reply";
import { router, workspaceProcedure } from "@/server/trpc/init";

export const savedRepliesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listSavedReplies(ctx.service)),
  create: workspaceProcedure.input(savedReplyTexts).mutation(({ ctx, input }) => createSavedReply(ctx.service, input)),
  update: workspaceProcedure
    .input(updateSavedReplyInput)
    .mutation(({ ctx, input }) => updateSavedReply(ctx.service, input)),
  delete: workspaceProcedure
    .input(deleteSavedReplyInput)
    .mutation(({ ctx, input }) => deleteSavedReply(ctx.service, input)),
});
