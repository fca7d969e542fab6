"""The pages of the office: forms and lists over the actions of `cases`, no rule of their own."""
