import { z } from "zod";
import { publicProcedure, router, userProcedure, workspaceProcedure } from "@/server/trpc/init";
import { findWorkspaceOf } from "@/server/accounts/access/find-workspace-of";
import { listAccountEvents } from "@/server/accounts/activity/list-account-events";
import { limitSignUp } from "@/server/accounts/limits/account-limits";
import { clientAddress } from "@/server/accounts/limits/client-address";
import { changePassword } from "@/server/accounts/passwords/change-password";
import { changePasswordInput } from "@/server/accounts/passwords/change-password-input";
import { requestPasswordReset, requestPasswordResetInput } from "@/server/accounts/passwords/request-password-reset";
import { resetPassword } from "@/server/accounts/passwords/reset-password";
import { resetPasswordInput } from "@/server/accounts/passwords/reset-password-input";
import { deleteAccount, planDeletion } from "@/server/accounts/deletion/delete-account";
import { deleteAccountInput } from "@/server/accounts/deletion/delete-account-input";
import { changeEmail } from "@/server/accounts/email/change-email";
import { changeEmailInput } from "@/server/accounts/email/change-email-input";
import { confirmEmail, confirmEmailInput } from "@/server/accounts/email/confirm-email";
import { mailConfirmation, sendConfirmation } from "@/server/accounts/email/mail-confirmation";
import { getAccount } from "@/server/accounts/profile/get-account";
import { profileInput, themeInput } from "@/server/accounts/profile/profile-input";
import { removePhoto } from "@/server/accounts/profile/set-photo";
import { setTheme, updateProfile } from "@/server/accounts/profile/update-profile";
import { endOwnSession, endSessionInput, listSessions } from "@/server/accounts/sessions/list-sessions";
import { getUser } from "@/server/accounts/sessions/get-user";
import { signOutEverywhere } from "@/server/accounts/sessions/sign-out-everywhere";
import { signUp } from "@/server/accounts/sign-up/sign-up";
import { signUpInput } from "@/server/accounts/sign-up/sign-up-input";
import { mailKnownSignUp } from "@/server/accounts/sign-up/mail-known-sign-up";
import { renewRecoveryCodes, turnOffTwoFactor } from "@/server/accounts/two-factor/change-two-factor";
import { beginTwoFactor, confirmTwoFactor } from "@/server/accounts/two-factor/set-up-two-factor";
import {
  confirmTwoFactorInput,
  renewRecoveryCodesInput,
  turnOffTwoFactorInput,
} from "@/server/accounts/two-factor/two-factor-input";
import { recordDepartures } from "@/server/audit/record-departures";
import { recordNewWorkspace } from "@/server/audit/record-new-workspace";
import { idText } from "@/server/input-types";
import { purgeWorkspace } from "@/server/team/purge-workspaces";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";
import { listWorkspaces } from "@/server/accounts/workspaces";

export const accountsRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(async ({ ctx, input }) => {
    await limitSignUp(ctx.headers);
    return signUp(input, {
      onTaken: () => ctx.later(() => mailKnownSignUp(input.email)),
      onMade: (made) => {
        ctx.later(() => recordNewWorkspace(made, { address: clientAddress(ctx.headers), requestId: ctx.requestId }));
        ctx.later(() => mailConfirmation(made.userId));
      },
    });
  }),
  me: workspaceProcedure.query(async ({ ctx }) => ({
    user: await getUser(ctx.user.id),
    workspace: ctx.workspace,
    role: ctx.role,
    /** Whether the member sees only some bots. */
    isLimited: ctx.isLimited,
  })),
  changePassword: userProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.user, input, ctx.headers)),
  requestPasswordReset: publicProcedure
    .input(requestPasswordResetInput)
    .mutation(({ ctx, input }) => requestPasswordReset(input.email, ctx)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(input, ctx.headers)),
  account: userProcedure.query(({ ctx }) => getAccount(ctx.user.id)),
  updateProfile: userProcedure.input(profileInput).mutation(({ ctx, input }) => updateProfile(ctx.user.id, input)),
  setTheme: userProcedure.input(themeInput).mutation(({ ctx, input }) => setTheme(ctx.user.id, input.theme)),
  removePhoto: userProcedure.mutation(({ ctx }) => removePhoto(ctx.user.id)),
  sessions: userProcedure.query(({ ctx }) => listSessions(ctx.user)),
  endSession: userProcedure
    .input(endSessionInput)
    .mutation(({ ctx, input }) => endOwnSession(ctx.user, input.sessionId)),
  beginTwoFactor: userProcedure.mutation(({ ctx }) => beginTwoFactor(ctx.user.id)),
  confirmTwoFactor: userProcedure
    .input(confirmTwoFactorInput)
    .mutation(({ ctx, input }) => confirmTwoFactor(ctx.user.id, input, ctx.headers)),
  renewRecoveryCodes: userProcedure
    .input(renewRecoveryCodesInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.user.id, input.code, ctx.headers)),
  turnOffTwoFactor: userProcedure
    .input(turnOffTwoFactorInput)
    .mutation(({ ctx, input }) => turnOffTwoFactor(ctx.user.id, input, ctx.headers)),
  sendConfirmation: userProcedure.mutation(({ ctx }) => sendConfirmation(ctx.user.id)),
  changeEmail: userProcedure
    .input(changeEmailInput)
    .mutation(({ ctx, input }) => changeEmail(ctx.user.id, input, ctx.headers)),
  confirmEmail: publicProcedure
    .input(confirmEmailInput)
    .mutation(({ ctx, input }) => confirmEmail(input.token, ctx.headers)),
  deletionPlan: userProcedure.query(({ ctx }) => planDeletion(ctx.user.id)),
  deleteAccount: userProcedure.input(deleteAccountInput).mutation(({ ctx, input }) => {
    const at = { address: clientAddress(ctx.headers), requestId: ctx.requestId };
    return deleteAccount(ctx.user.id, input.password, {
      recordDepartures: (tx, departure) => recordDepartures(tx, departure, at),
      purgeWorkspace,
    });
  }),
  signOutEverywhere: userProcedure.mutation(({ ctx }) => signOutEverywhere(ctx.user, ctx.headers)),
  activity: userProcedure.query(({ ctx }) => listAccountEvents(ctx.user.id)),
  workspaceOf: userProcedure
    .input(z.object({ id: idText }))
    .query(({ ctx, input }) => findWorkspaceOf(ctx.user.id, input.id, ctx.headers.get(WORKSPACE_HEADER))),
  workspaces: userProcedure.query(({ ctx }) => listWorkspaces(ctx.user)),
});
