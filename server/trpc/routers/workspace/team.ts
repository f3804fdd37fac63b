import { clientAddress } from "@/server/accounts/limits/client-address";
import { acceptInvitation, readInvitation } from "@/server/team/accept-invitation";
import { changeMember } from "@/server/team/change-member";
import { getContactsSetting, hideContacts } from "@/server/team/contacts-setting";
import { createWorkspace } from "@/server/team/create-workspace";
import { deleteWorkspace, keepWorkspace } from "@/server/team/delete-workspace";
import { invite } from "@/server/team/invite";
import { listInvitations } from "@/server/team/list-invitations";
import { listMembers } from "@/server/team/list-members";
import { leaveWorkspace, removeMember } from "@/server/team/remove-member";
import { renameWorkspace } from "@/server/team/rename-workspace";
import { revokeInvitation } from "@/server/team/revoke-invitation";
import {
  changeMemberInput,
  createWorkspaceInput,
  deleteWorkspaceInput,
  hideContactsInput,
  invitationInput,
  invitationTokenInput,
  inviteInput,
  memberInput,
  renameWorkspaceInput,
} from "@/server/team/team-input";
import { transferOwnership } from "@/server/team/transfer-ownership";
import { adminProcedure, publicProcedure, router, userProcedure, workspaceProcedure } from "@/server/trpc/init";

export const teamRouter = router({
  members: workspaceProcedure.query(({ ctx }) => listMembers(ctx.service)),
  changeMember: adminProcedure.input(changeMemberInput).mutation(({ ctx, input }) => changeMember(ctx.service, input)),
  removeMember: adminProcedure.input(memberInput).mutation(({ ctx, input }) => removeMember(ctx.service, input)),
  leave: workspaceProcedure.mutation(({ ctx }) => leaveWorkspace(ctx.service)),
  transferOwnership: workspaceProcedure
    .input(memberInput)
    .mutation(({ ctx, input }) => transferOwnership(ctx.service, input)),
  renameWorkspace: adminProcedure
    .input(renameWorkspaceInput)
    .mutation(({ ctx, input }) => renameWorkspace(ctx.service, input)),
  contacts: workspaceProcedure.query(({ ctx }) => getContactsSetting(ctx.service)),
  hideContacts: adminProcedure.input(hideContactsInput).mutation(({ ctx, input }) => hideContacts(ctx.service, input)),
  deleteWorkspace: workspaceProcedure
    .input(deleteWorkspaceInput)
    .mutation(({ ctx, input }) => deleteWorkspace(ctx.service, input)),
  keepWorkspace: workspaceProcedure.mutation(({ ctx }) => keepWorkspace(ctx.service)),

  invitations: adminProcedure.query(({ ctx }) => listInvitations(ctx.service)),
  invite: adminProcedure.input(inviteInput).mutation(({ ctx, input }) => invite(ctx.service, input)),
  revoke: adminProcedure.input(invitationInput).mutation(({ ctx, input }) => revokeInvitation(ctx.service, input)),
  /** A mutation, since its input is a secret, which must not be part of an address. */
  readInvitation: publicProcedure.input(invitationTokenInput).mutation(({ input }) => readInvitation(input.token)),
  createWorkspace: userProcedure
    .input(createWorkspaceInput)
    .mutation(({ ctx, input }) =>
      createWorkspace(ctx.user.id, input, { address: clientAddress(ctx.headers), requestId: ctx.requestId }),
    ),
  accept: userProcedure
    .input(invitationTokenInput)
    .mutation(({ ctx, input }) =>
      acceptInvitation(ctx.user, input.token, { address: clientAddress(ctx.headers), requestId: ctx.requestId }),
    ),
});
