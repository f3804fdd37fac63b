import { publicProcedure, router, userProcedure, workspaceProcedure } from "@/server/trpc/init";
import { limitSignUp } from "./account-limits";
import { changePassword, hasPassword } from "./change-password";
import { changePasswordInput } from "./change-password-input";
import { getUser } from "./get-user";
import { endAllSessions } from "./sessions";
import { signUp } from "./sign-up";
import { signUpInput } from "./sign-up-input";
import { listWorkspaces } from "./workspaces";

export const accountsRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(async ({ ctx, input }) => {
    await limitSignUp(ctx.headers);
    return signUp(input);
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
