const mine = 1;
<<<<<<< yours
mine();
=======
old();
>>>>>>> generated
