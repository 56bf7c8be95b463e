# placeholder until the frame stands
