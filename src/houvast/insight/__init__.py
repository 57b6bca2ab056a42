"""What the entries show: functions over entries and readings. It knows no vault and no key, and judges nothing."""
