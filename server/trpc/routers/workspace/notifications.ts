import { router, workspaceProcedure } from "@/server/trpc/init";
import { getNotificationSettings } from "@/server/notifications/get-settings";
import { listNotifications } from "@/server/notifications/list-notifications";
import { chooseMail, chooseMailInput } from "@/server/notifications/mail-choices";
import { markSeen, markSeenInput } from "@/server/notifications/mark-seen";
import { setWebhook, setWebhookInput, testWebhook } from "@/server/notifications/notification-webhook";
import { sendTestMail } from "@/server/notifications/send-test-mail";

export const notificationsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listNotifications(ctx.service)),
  markSeen: workspaceProcedure.input(markSeenInput).mutation(({ ctx, input }) => markSeen(ctx.service, input)),
  settings: workspaceProcedure.query(({ ctx }) => getNotificationSettings(ctx.service)),
  chooseMail: workspaceProcedure.input(chooseMailInput).mutation(({ ctx, input }) => chooseMail(ctx.service, input)),
  testMail: workspaceProcedure.mutation(({ ctx }) => sendTestMail(ctx.service)),
  setWebhook: workspaceProcedure.input(setWebhookInput).mutation(({ ctx, input }) => setWebhook(ctx.service, input)),
  testWebhook: workspaceProcedure.mutation(({ ctx }) => testWebhook(ctx.service)),
});
