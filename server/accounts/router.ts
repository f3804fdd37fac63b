import { publicProcedure, router, userProcedure, workspaceProcedure } from "@/server/trpc/init";
import { limitSignUp } from "./account-limits";
import { getUser } from "./get-user";
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
  workspaces: userProcedure.query(({ ctx }) => listWorkspaces(ctx.user.id)),
});
