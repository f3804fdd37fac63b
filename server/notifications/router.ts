import { router, workspaceProcedure } from "@/server/trpc/init";
import { getNotificationSettings } from "./get-settings";
import { listNotifications } from "./list-notifications";
import { chooseMail, chooseMailInput } from "./mail-choices";
import { markSeen, markSeenInput } from "./mark-seen";
import { setWebhook, setWebhookInput, testWebhook } from "./notification-webhook";
import { sendTestMail } from "./send-test-mail";

export const notificationsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listNotifications(ctx.service)),
  markSeen: workspaceProcedure.input(markSeenInput).mutation(({ ctx, input }) => markSeen(ctx.service, input)),
  settings: workspaceProcedure.query(({ ctx }) => getNotificationSettings(ctx.service)),
  chooseMail: workspaceProcedure.input(chooseMailInput).mutation(({ ctx, input }) => chooseMail(ctx.service, input)),
  testMail: workspaceProcedure.mutation(({ ctx }) => sendTestMail(ctx.service)),
  setWebhook: workspaceProcedure.input(setWebhookInput).mutation(({ ctx, input }) => setWebhook(ctx.service, input)),
  testWebhook: workspaceProcedure.mutation(({ ctx }) => testWebhook(ctx.service)),
});
