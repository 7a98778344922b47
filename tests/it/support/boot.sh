#!/bin/sh
# Boots the machine's own systemd beside it: in namespaces of its own, on a copy-on-write view of `/`. Whatever happens inside
# is in memory alone and gone with its first process. Called with these, all of them paths:
#   BOX      an empty folder to build in
#   CGROUP   a cgroup (version 2) of its own
#   CONFIG   this folder is /etc/wentdark, there and here
#   PROGRAM  becomes /usr/bin/wentdark
#   UNIT     becomes /etc/systemd/system/wentdark.service
# Without a PROGRAM nothing is installed, and CONFIG is /mnt.
set -eu

if [ "${1:-}" != inside ]; then
    echo $$ > "$CGROUP/cgroup.procs"
    # Dies with its caller, and everything inside dies with it.
    exec setpriv --pdeathsig KILL unshare --mount --pid --uts --ipc --net --cgroup --fork --kill-child -- /bin/sh "$0" inside
fi

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$BOX"
mkdir "$BOX/changes" "$BOX/work" "$BOX/root"
root=$BOX/root
mount -t overlay -o "lowerdir=/,upperdir=$BOX/changes,workdir=$BOX/work" overlay "$root"

# What it is to run, before a new /tmp hides where that lies.
if [ -n "$PROGRAM" ]; then
    touch "$root/usr/bin/wentdark"
    mount --bind "$PROGRAM" "$root/usr/bin/wentdark"
    mkdir -p "$root/etc/wentdark"
    mount --bind "$CONFIG" "$root/etc/wentdark"
else
    mount --bind "$CONFIG" "$root/mnt"
fi

# Of this machine's own services none starts: only the journal, and what a unit needs before it.
units=$root/etc/systemd/system
rm -rf "$units"
mkdir -p "$units"
if [ -n "$PROGRAM" ]; then
    cp "$UNIT" "$units/wentdark.service"
    chmod 644 "$units/wentdark.service"
fi
for wanted in "$root"/lib/systemd/system/sysinit.target.wants/* "$root"/lib/systemd/system/sockets.target.wants/*; do
    case ${wanted##*/} in
    systemd-journald*) ;;
    *) ln -sf /dev/null "$units/${wanted##*/}" ;;
    esac
done
for more in systemd-remount-fs.service systemd-networkd.service systemd-udevd.service systemd-logind.service; do
    ln -sf /dev/null "$units/$more"
done
rm -f "$root/etc/fstab" "$root/etc/machine-id"
echo 77656e746461726b77656e746461726b > "$root/etc/machine-id"

mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"

mkdir "$root/before"
cd "$root"
pivot_root . before
umount -l /before
# Units get credentials through a mount that systemd makes in one namespace and must be seen in another.
mount --make-rshared /
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --log-target=journal --show-status=no systemd.unit=basic.target < /dev/null
