import { publicProcedure, router, userProcedure, workspaceProcedure } from "@/server/trpc/init";
import { limitSignUp } from "@/server/accounts/limits/account-limits";
import { changePassword, hasPassword } from "@/server/accounts/passwords/change-password";
import { changePasswordInput } from "@/server/accounts/passwords/change-password-input";
import { getUser } from "@/server/accounts/sessions/get-user";
import { endAllSessions } from "@/server/accounts/sessions/sessions";
import { signUp } from "@/server/accounts/sign-up/sign-up";
import { signUpInput } from "@/server/accounts/sign-up/sign-up-input";
import { mailKnownSignUp } from "@/server/notifications/mail-known-sign-up";
import { listWorkspaces } from "@/server/accounts/workspaces";

export const accountsRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(async ({ ctx, input }) => {
    await limitSignUp(ctx.headers);
    return signUp(input, () => ctx.later(() => mailKnownSignUp(input.email)));
  }),
  me: workspaceProcedure.query(async ({ ctx }) => ({
    user: await getUser(ctx.user.id),
    workspace: ctx.workspace,
    role: ctx.role,
  })),
  hasPassword: userProcedure.query(({ ctx }) => hasPassword(ctx.user.id)),
  changePassword: userProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.user, input)),
  signOutEverywhere: userProcedure.mutation(({ ctx }) => endAllSessions(ctx.user)),
  workspaces: userProcedure.query(({ ctx }) => listWorkspaces(ctx.user)),
});
