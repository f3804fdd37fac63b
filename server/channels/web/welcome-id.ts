/** How the ids of Welcome's messages begin, which a chat page shows before they are stored. */
export const WELCOME_ID = "msg_welcome_";
